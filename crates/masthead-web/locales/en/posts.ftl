# Posts below articles: reading, writing, changing, taking back; what their authors are told.
thread-title = Posts
thread-count = { $count ->
    [0] No post yet
    [one] 1 post
   *[other] { $count } posts
}
thread-everybody-waits = Every post is read before it appears.
thread-closes = Open for posts until { $name }.
thread-closed = This thread is closed.
thread-closed-because = This thread is closed: { $name }
thread-closed-by-age = { $count ->
    [one] This thread is closed because the article is more than a day old.
   *[other] This thread is closed because the article is more than { $count } days old.
}
thread-none = There are no posts below this article.
thread-sign-in = Sign in and join in
thread-order = Order of posts
order-newest = Newest
order-oldest = Oldest
order-discussed = Most discussed
thread-empty = Nobody has written anything yet.
thread-more = More posts
thread-pages = Pages
thread-new-one = 1 new post
thread-new-many = # new posts

post-title = Post
post-above = What it answers
post-itself = The post
post-all = All posts on the article
post-yours = Your post
post-edited = (edited)
post-reply = Reply
post-edit = Change
post-resubmit = Change and hand in again
post-withdraw = Take back
post-continues = { $count ->
    [one] Read 1 more reply
   *[other] Read { $count } more replies
}
post-answers-first = Back to the first answers
post-answers-more = More answers
post-author-gone = Deleted account
post-badge-waiting = Waiting
post-badge-published = Published
post-badge-refused = Not published
post-badge-removed = Removed
post-badge-withdrawn = Taken back
post-waiting = Your post is waiting to be read. Only you see it yet.
post-newer-waits = Your change is waiting to be read. Until then everybody sees the text as it was.
post-usual-waiting = Just now this usually takes { $name }.
post-published = Everybody can read your post.
post-refused = We did not publish your post.
post-removed = We removed your post.
post-withdrawn = You took this post back.
post-statement = Statement of reasons
post-complain = Complain
gap-removed = This post was removed.
gap-removed-for = This post was removed. Ground: { $name }
gap-withdrawn = Whoever wrote this post took it back.
gap-erased = This post was deleted with its author’s account.

write-title = Write a post
write-label = Your post
write-limit = At most { $count } characters
write-as = You write as { $name }.
write-do = Hand in
write-back = Back to the article
write-empty = Please write something first.
write-too-long = { $count ->
    [one] The post is 1 character too long.
   *[other] The post is { $count } characters too long.
}
write-consent = The netiquette or the terms have changed.
write-consent-do = Read and accept them in a new window; your text stays here.
write-markdown = *emphasis*, **strong**, > quote, - list. Links are shown as links; pictures and HTML are not.
reply-title = Reply
reply-do = Hand in your reply
edit-title = Change your post
edit-do = Hand in again
withdraw-title = Take this post back?
withdraw-lede = The post disappears and does not come back. Replies by others stay.
withdraw-do = Yes, take it back
withdraw-not = No, keep it
own-posts = Your posts
own-posts-empty = You have not written anything yet.
own-tally-waiting = { $count ->
    [one] 1 waits
   *[other] { $count } wait
}
own-tally-published = { $count ->
    [one] 1 has appeared
   *[other] { $count } have appeared
}
own-tally-held-back = { $count ->
    [one] 1 is not shown
   *[other] { $count } are not shown
}
own-posts-older = Older posts
own-post-below = On “{ $name }”

statement-title = Statement of reasons
statement-lifted = This decision no longer applies: the post can be seen again.
statement-post = To the post

post-report = Report
report-do = Report
