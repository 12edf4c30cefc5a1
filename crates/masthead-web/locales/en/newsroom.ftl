# The newsroom's bar.
tool-desk = Moderation
