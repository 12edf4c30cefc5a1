# Accounts: signing up and in, one's own account, netiquette and terms.
mistakes-title = That did not work yet

account-name = Your name
account-name-hint = Seen by you and by the people who manage accounts here, and by nobody else.
account-display-name = Display name
account-display-name-hint = Stands beside your posts. It need not be your own name.
account-display-name-change-hint = Stands beside all your posts; beside the earlier ones after a few moments. Nobody else can take your present one for a year.
account-email = E-mail address
account-email-hint = We send a letter there to confirm it. We show it to nobody.
account-password = Password
account-password-hint = At least 12 characters. A short sentence is better than a complicated word.
account-current-password = Present password
account-new-password = New password
account-change-password = Change password
account-title = Your account
account-names = Names
account-language = Language
account-language-label = In which language do we write to you?
account-save = Save
account-saved = Saved.
account-sessions = Where you are signed in

close-title = Close account
close-lede = Your name, display name, e-mail address, password and all sign-ins will be deleted. This happens after 24 hours; until then you can change your mind. After that it cannot be undone.
close-what-stays = Posts that nobody has read yet are taken back in any case. Decisions and their reasons have to be kept, without your name. If a report or complaint about a post is still open, we keep its words as well until that is decided; then they are erased without your asking again.
close-posts = What shall become of your posts?
close-posts-stay = They stay, with “Deleted account” in place of your name.
close-posts-go = Their texts are deleted. Where others have answered, a gap stays.
close-password-hint = So that nobody else closes your account.
close-do = Close account
close-not = No, keep it
close-pending = Your account will be closed:
close-pending-posts-stay = Your posts will stay without your name. Until then everything stays as it is.
close-pending-posts-go = The texts of your posts will be deleted too. Until then everything stays as it is.
close-keep = Keep my account
close-back = Back to the account
close-link = Close account …
close-hint = You can give up your account at any time, with your posts or without them.

session-this = here
session-unknown-browser = Unknown browser
session-last-seen = Last seen
session-end-others = Sign out everywhere else

sign-up-title = Create an account
sign-up-lede = With an account you can join in below articles. You need none to read or to report.
sign-up-agreement = Netiquette and terms
sign-up-have-account = You have an account? Sign in

accept-netiquette = I keep to the netiquette.
accept-terms = I agree to the terms of use.
accept-read = read
accept-title = Something has changed
accept-lede = Before you write again we ask you to agree. You can go on reading without.
accept-do = Agree and go on
accept-later = Not now

letter-sent-title = Please look into your mailbox
letter-sent-confirm = We have written to you. Follow the link in the letter to open your account; it works for three days.
letter-sent-reset = We have written to that address. Follow the link in the letter to choose a new password; it works for two hours.
letter-sent-nothing-came = Nothing came? Please look into the spam folder, or try again in a few minutes.

confirm-title = Confirm your address
confirm-lede = Welcome, { $name }! Enter your password once more, and your account is open.
confirm-password-hint = The password that you chose when you signed up.
confirm-do = Confirm and sign in

sign-in-title = Sign in
sign-in-no-account = No account yet? Sign up
sign-in-wrong-pair = Address and password do not match. Please try again, or choose a new password.
sign-in-unconfirmed = Your address is not confirmed yet. We have just sent you a new link.
sign-in-suspended = Your account is suspended. Why and for how long is in the letter that we wrote to you, with the way to challenge it.
sign-in-suspended-until = Your account is suspended until
sign-in-suspended-why = Why, and how you can complain
sign-in-after-reset = Your new password is in force. Please sign in with it.

forgot-link = Forgotten your password?
forgot-title = Forgotten password
forgot-lede = We send you a link with which you can choose a new one.
forgot-do = Send the link
reset-title = Choose a new password
reset-lede = You will be signed out everywhere and sign in again with the new password.
reset-do = Save password

problem-name-length = Please give your name, in at most 100 characters.
problem-display-name-length = A display name has 2 to 40 characters.
problem-display-name-signs = There are characters in this display name that do not work there. Please use letters, digits and simple punctuation.
problem-display-name-taken = Somebody has this display name, or had it until recently. Please choose another one.
problem-display-name-reserved = This name could be taken for ours. Please choose another one.
problem-email-malformed = This does not look like an e-mail address. It contains an @, as in name@example.com.
problem-email-known = There is an account with this address already.
problem-password-short = The password needs at least 12 characters. A short sentence will do.
problem-password-long = The password is too long; it may have at most 256 characters, fewer with accents.
problem-password-common = This password is one of the first that are tried. Please choose another one.
problem-password-is-name = The password must not be your name or your address.
problem-password-wrong = This is not the right password.
problem-netiquette-not-accepted = It does not work without the netiquette: please agree to it.
problem-terms-not-accepted = Please agree to the terms of use.
problem-netiquette-changed = A new netiquette has come into force. Please read it and agree once more.
problem-terms-changed = New terms have come into force. Please read them and agree once more.

netiquette-title = Netiquette
terms-title = Terms of use
document-version = Version { $count }, in force since
document-versions = All versions
document-not-in-force = This version is not in force at present.
document-see-current = See the one that is

tool-people = People
people-title = People
people-search = Name, display name or address
people-find = Find
people-none = Nobody found.
people-staff-hint = Everybody who works here. Readers are found by searching.
people-state = Standing
people-role = Role
people-role-of = Role of { $name }
people-set-role = Give role
people-more = More
people-last-administrator = This is the last administrator. Give somebody else the role first.
state-unconfirmed = not confirmed
state-active = open
state-suspended = suspended
state-closed = given up
role-reader = Reader
role-moderator = Moderation
role-editor = Newsroom
role-office = Office
role-administrator = Administration
