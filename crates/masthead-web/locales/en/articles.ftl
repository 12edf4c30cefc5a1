# Reading: front page, sections, articles.
front-lead = Lead story
front-row = More news
front-empty = The first story will appear here soon.
credit-photo = Picture: { $name }
picture-elsewhere = A picture on another site
video = Video
recording = Recording
table = Table
crumbs = You are here
byline-by = By
and = and
updated = Updated
reading-minutes =
    { $count ->
        [one] one minute to read
       *[other] { $count } minutes to read
    }
edition-original = Read the original ({ $name })
corrections = Corrections
corrections-about = Where we got it wrong we say so here: what was wrong, what is right, and since when.
corrections-empty = There has been nothing to correct so far.
correction-correction = Correction
correction-clarification = Clarification
correction-update = Update
topic = Topic
topics = Topics:
author = Author
article-next = Read on
sections-below = Sections below this one
list-empty = Nothing has been published here yet.
feeds = Feeds
pages = Pages
newer = Newer
older = Older
page-number = Page { $count }
archive = Archive
archive-of = Archive: { $name }
archive-empty = Nothing was published on this day.
day-before = The day before
day-after = The day after
og-locale = en_GB
preview-title = Preview
preview-hint = This is the newest saved revision. Readers see it once it is published.
