# Die Leiste der Redaktion.
tool-desk = Moderation
