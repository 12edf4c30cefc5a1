# Beiträge unter Artikeln: lesen, schreiben, ändern, zurückziehen; was Verfasserinnen und Verfasser erfahren.
thread-title = Beiträge
thread-count = { $count ->
    [0] Noch kein Beitrag
    [one] 1 Beitrag
   *[other] { $count } Beiträge
}
thread-everybody-waits = Jeder Beitrag wird gelesen, bevor er erscheint.
thread-closes = Hier kann bis { $name } geschrieben werden.
thread-closed = Hier kann nicht mehr geschrieben werden.
thread-closed-because = Hier kann nicht mehr geschrieben werden: { $name }
thread-closed-by-age = { $count ->
    [one] Hier kann nicht mehr geschrieben werden, weil der Artikel älter als ein Tag ist.
   *[other] Hier kann nicht mehr geschrieben werden, weil der Artikel älter als { $count } Tage ist.
}
thread-none = Unter diesem Artikel sind keine Beiträge möglich.
thread-sign-in = Anmelden und mitreden
thread-order = Reihenfolge der Beiträge
order-newest = Neueste
order-oldest = Älteste
order-discussed = Meistdiskutierte
thread-empty = Noch hat niemand etwas geschrieben.
thread-more = Weitere Beiträge
thread-pages = Seiten
thread-new-one = 1 neuer Beitrag
thread-new-many = # neue Beiträge

post-title = Beitrag
post-above = Worauf er antwortet
post-itself = Der Beitrag
post-all = Alle Beiträge zum Artikel
post-yours = Ihr Beitrag
post-edited = (bearbeitet)
post-reply = Antworten
post-edit = Ändern
post-resubmit = Ändern und neu einreichen
post-withdraw = Zurückziehen
post-continues = { $count ->
    [one] 1 weitere Antwort lesen
   *[other] { $count } weitere Antworten lesen
}
post-answers-first = Zu den ersten Antworten
post-answers-more = Weitere Antworten
post-author-gone = Gelöschtes Konto
post-badge-waiting = Wartet
post-badge-published = Erschienen
post-badge-refused = Nicht erschienen
post-badge-removed = Entfernt
post-badge-withdrawn = Zurückgezogen
post-waiting = Ihr Beitrag wartet darauf, gelesen zu werden. Noch sehen nur Sie ihn.
post-newer-waits = Ihre Änderung wartet darauf, gelesen zu werden. Bis dahin sehen alle den bisherigen Text.
post-usual-waiting = Zurzeit dauert das meistens { $name }.
post-published = Alle können Ihren Beitrag lesen.
post-refused = Wir haben Ihren Beitrag nicht veröffentlicht.
post-removed = Wir haben Ihren Beitrag entfernt.
post-withdrawn = Sie haben diesen Beitrag zurückgezogen.
post-statement = Begründung
post-complain = Beschwerde einlegen
gap-removed = Dieser Beitrag wurde entfernt.
gap-removed-for = Dieser Beitrag wurde entfernt. Grund: { $name }
gap-withdrawn = Diesen Beitrag hat zurückgezogen, wer ihn geschrieben hat.
gap-erased = Dieser Beitrag wurde mit dem Konto gelöscht.

write-title = Beitrag schreiben
write-label = Ihr Beitrag
write-limit = Höchstens { $count } Zeichen
write-as = Sie schreiben als { $name }.
write-do = Einreichen
write-back = Zurück zum Artikel
write-empty = Schreiben Sie zuerst etwas.
write-too-long = { $count ->
    [one] Der Beitrag ist um 1 Zeichen zu lang.
   *[other] Der Beitrag ist um { $count } Zeichen zu lang.
}
write-consent = Die Netiquette oder die Nutzungsbedingungen haben sich geändert.
write-consent-do = Lesen und zustimmen Sie in einem neuen Fenster; Ihr Text bleibt hier stehen.
write-markdown = *betont*, **stark**, > Zitat, - Liste. Links werden als Links gezeigt, Bilder und HTML nicht.
reply-title = Antworten
reply-do = Antwort einreichen
edit-title = Beitrag ändern
edit-do = Neu einreichen
withdraw-title = Beitrag zurückziehen?
withdraw-lede = Der Beitrag verschwindet und kommt nicht wieder. Antworten anderer bleiben stehen.
withdraw-do = Ja, zurückziehen
withdraw-not = Nein, behalten
own-posts = Ihre Beiträge
own-posts-empty = Sie haben noch nichts geschrieben.
own-tally-waiting = { $count ->
    [one] 1 wartet
   *[other] { $count } warten
}
own-tally-published = { $count ->
    [one] 1 ist erschienen
   *[other] { $count } sind erschienen
}
own-tally-held-back = { $count ->
    [one] 1 ist nicht zu sehen
   *[other] { $count } sind nicht zu sehen
}
own-posts-older = Ältere Beiträge
own-post-below = Zu „{ $name }“

statement-title = Begründung
statement-lifted = Diese Entscheidung gilt nicht mehr: Der Beitrag ist wieder zu sehen.
statement-post = Zum Beitrag

post-report = Melden
report-do = Melden
