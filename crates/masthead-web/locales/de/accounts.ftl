# Konten: registrieren, anmelden, das eigene Konto, Netiquette und Bedingungen.
mistakes-title = Das hat noch nicht geklappt

account-name = Ihr Name
account-name-hint = Sehen nur Sie und die Menschen, die hier Konten verwalten.
account-display-name = Anzeigename
account-display-name-hint = Steht neben Ihren Beiträgen. Es muss nicht Ihr eigener Name sein.
account-display-name-change-hint = Steht neben allen Ihren Beiträgen; neben den früheren nach wenigen Augenblicken. Ihren bisherigen Namen kann ein Jahr lang niemand anderer nehmen.
account-email = E-Mail-Adresse
account-email-hint = Dorthin schicken wir Ihnen einen Brief zur Bestätigung. Wir zeigen sie niemandem.
account-password = Passwort
account-password-hint = Mindestens 12 Zeichen. Ein kurzer Satz ist besser als ein kompliziertes Wort.
account-current-password = Bisheriges Passwort
account-new-password = Neues Passwort
account-change-password = Passwort ändern
account-title = Ihr Konto
account-names = Namen
account-language = Sprache
account-language-label = In welcher Sprache schreiben wir Ihnen?
account-save = Speichern
account-saved = Gespeichert.
account-sessions = Wo Sie angemeldet sind

close-title = Konto schließen
close-lede = Ihr Name, Ihr Anzeigename, Ihre E-Mail-Adresse, Ihr Passwort und alle Anmeldungen werden gelöscht. Das geschieht nach 24 Stunden; bis dahin können Sie es sich anders überlegen. Danach lässt es sich nicht mehr rückgängig machen.
close-what-stays = Beiträge, die noch niemand gelesen hat, ziehen wir in jedem Fall zurück. Entscheidungen und ihre Begründungen müssen wir aufbewahren, ohne Ihren Namen. Läuft zu einem Beitrag noch eine Meldung oder eine Beschwerde, bewahren wir auch seinen Wortlaut auf, bis darüber entschieden ist; dann wird er von selbst gelöscht.
close-posts = Was soll mit Ihren Beiträgen geschehen?
close-posts-stay = Sie bleiben stehen, mit „Gelöschtes Konto“ statt Ihres Namens.
close-posts-go = Ihr Wortlaut wird gelöscht. Wo andere geantwortet haben, bleibt eine Lücke.
close-password-hint = Damit niemand anderer Ihr Konto schließt.
close-do = Konto schließen
close-not = Nein, behalten
close-pending = Ihr Konto wird geschlossen:
close-pending-posts-stay = Ihre Beiträge bleiben ohne Ihren Namen stehen. Bis dahin bleibt alles, wie es ist.
close-pending-posts-go = Auch der Wortlaut Ihrer Beiträge wird gelöscht. Bis dahin bleibt alles, wie es ist.
close-keep = Konto behalten
close-back = Zurück zum Konto
close-link = Konto schließen …
close-hint = Sie können Ihr Konto jederzeit aufgeben, mit Ihren Beiträgen oder ohne sie.

session-this = hier
session-unknown-browser = Unbekannter Browser
session-last-seen = Zuletzt gesehen
session-end-others = Überall sonst abmelden

sign-up-title = Konto anlegen
sign-up-lede = Mit einem Konto können Sie unter Artikeln mitreden. Zum Lesen und Melden brauchen Sie keines.
sign-up-agreement = Netiquette und Bedingungen
sign-up-have-account = Sie haben schon ein Konto? Anmelden

accept-netiquette = Ich halte mich an die Netiquette.
accept-terms = Ich bin mit den Nutzungsbedingungen einverstanden.
accept-read = lesen
accept-title = Wir haben etwas geändert
accept-lede = Bevor Sie wieder schreiben, bitten wir Sie um Ihre Zustimmung. Lesen können Sie auch ohne.
accept-do = Zustimmen und weiter
accept-later = Jetzt nicht

letter-sent-title = Bitte sehen Sie in Ihr Postfach
letter-sent-confirm = Wir haben Ihnen geschrieben. Folgen Sie dem Link in dem Brief, um Ihr Konto zu öffnen; er gilt drei Tage.
letter-sent-reset = Wir haben an diese Adresse geschrieben. Folgen Sie dem Link in dem Brief, um ein neues Passwort zu wählen; er gilt zwei Stunden.
letter-sent-nothing-came = Nichts gekommen? Sehen Sie bitte im Spam-Ordner nach, oder versuchen Sie es in ein paar Minuten noch einmal.

confirm-title = Adresse bestätigen
confirm-lede = Willkommen, { $name }! Geben Sie noch einmal Ihr Passwort ein, dann ist Ihr Konto offen.
confirm-password-hint = Das Passwort, das Sie beim Registrieren gewählt haben.
confirm-do = Bestätigen und anmelden

sign-in-title = Anmelden
sign-in-no-account = Noch kein Konto? Registrieren
sign-in-wrong-pair = Adresse und Passwort passen nicht zusammen. Bitte versuchen Sie es noch einmal, oder wählen Sie ein neues Passwort.
sign-in-unconfirmed = Ihre Adresse ist noch nicht bestätigt. Wir haben Ihnen soeben einen neuen Link geschickt.
sign-in-suspended = Ihr Konto ist gesperrt. Warum und wie lange, steht in dem Brief, den wir Ihnen geschrieben haben; dort finden Sie auch, wie Sie widersprechen können.
sign-in-suspended-until = Ihr Konto ist gesperrt bis
sign-in-suspended-why = Warum, und wie Sie sich beschweren können
sign-in-after-reset = Ihr neues Passwort gilt. Bitte melden Sie sich damit an.

forgot-link = Passwort vergessen?
forgot-title = Passwort vergessen
forgot-lede = Wir schicken Ihnen einen Link, über den Sie ein neues wählen können.
forgot-do = Link anfordern
reset-title = Neues Passwort wählen
reset-lede = Danach sind Sie auf allen Geräten abgemeldet und melden sich mit dem neuen Passwort wieder an.
reset-do = Passwort speichern

problem-name-length = Bitte geben Sie Ihren Namen an, mit höchstens 100 Zeichen.
problem-display-name-length = Ein Anzeigename hat 2 bis 40 Zeichen.
problem-display-name-signs = In diesem Anzeigenamen stecken Zeichen, die dort nicht gehen. Bitte nehmen Sie Buchstaben, Ziffern und einfache Satzzeichen.
problem-display-name-taken = Diesen Anzeigenamen hat schon jemand, oder hatte ihn vor Kurzem. Bitte wählen Sie einen anderen.
problem-display-name-reserved = Diesen Namen könnte man für unseren halten. Bitte wählen Sie einen anderen.
problem-email-malformed = Das sieht nicht wie eine E-Mail-Adresse aus. Sie enthält ein @, zum Beispiel name@beispiel.at.
problem-email-known = Zu dieser Adresse gibt es schon ein Konto.
problem-password-short = Das Passwort braucht mindestens 12 Zeichen. Ein kurzer Satz genügt.
problem-password-long = Das Passwort ist zu lang; es darf höchstens 256 Zeichen haben, mit Umlauten weniger.
problem-password-common = Dieses Passwort wird als eines der ersten ausprobiert. Bitte wählen Sie ein anderes.
problem-password-is-name = Das Passwort darf nicht Ihr Name oder Ihre Adresse sein.
problem-password-wrong = Das ist nicht das richtige Passwort.
problem-netiquette-not-accepted = Ohne Netiquette geht es nicht: Bitte stimmen Sie ihr zu.
problem-terms-not-accepted = Bitte stimmen Sie den Nutzungsbedingungen zu.
problem-netiquette-changed = Inzwischen gilt eine neue Netiquette. Bitte lesen Sie sie und stimmen Sie noch einmal zu.
problem-terms-changed = Inzwischen gelten neue Bedingungen. Bitte lesen Sie sie und stimmen Sie noch einmal zu.

netiquette-title = Netiquette
terms-title = Nutzungsbedingungen
document-version = Version { $count }, gilt seit
document-versions = Alle Versionen
document-not-in-force = Diese Version gilt derzeit nicht.
document-see-current = Zur geltenden

tool-people = Personen
people-title = Personen
people-search = Name, Anzeigename oder Adresse
people-find = Suchen
people-none = Niemand gefunden.
people-staff-hint = Alle, die hier arbeiten. Leserinnen und Leser finden Sie über die Suche.
people-state = Stand
people-role = Rolle
people-role-of = Rolle von { $name }
people-set-role = Rolle geben
people-more = Weitere
people-last-administrator = Das ist die letzte Administratorin oder der letzte Administrator. Geben Sie zuerst jemand anderem diese Rolle.
state-unconfirmed = nicht bestätigt
state-active = offen
state-suspended = gesperrt
state-closed = aufgegeben
role-reader = Leserin, Leser
role-moderator = Moderation
role-editor = Redaktion
role-office = Stelle
role-administrator = Administration
