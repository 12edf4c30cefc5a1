# Die Leiste der Redaktion.
tool-desk = Moderation
tool-audit = Protokoll
tool-jobs = Hintergrundarbeit
tool-site = Einstellungen
