# The newsroom's bar.
tool-desk = Moderation
tool-audit = Audit log
tool-jobs = Background work
tool-site = Settings
