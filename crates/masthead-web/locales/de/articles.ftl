# Lesen: Startseite, Ressorts, Artikel.
front-lead = Aufmacher
front-row = Weitere Meldungen
front-empty = Hier erscheint bald die erste Geschichte.
credit-photo = Bild: { $name }
picture-elsewhere = Bild auf einer anderen Seite
video = Video
recording = Tonaufnahme
table = Tabelle
crumbs = Sie sind hier
byline-by = Von
and = und
updated = Aktualisiert
reading-minutes =
    { $count ->
        [one] eine Minute Lesezeit
       *[other] { $count } Minuten Lesezeit
    }
edition-original = Zum Original ({ $name })
corrections = Korrekturen
corrections-about = Wo wir uns geirrt haben, steht es hier: was falsch war, wie es richtig heißt und seit wann.
corrections-empty = Bisher war nichts zu korrigieren.
correction-correction = Korrektur
correction-clarification = Klarstellung
correction-update = Nachtrag
topic = Thema
topics = Themen:
author = Autorin oder Autor
article-next = Weiterlesen
sections-below = Unterressorts
list-empty = Hier ist noch nichts erschienen.
feeds = Feeds
pages = Seiten
newer = Neuere
older = Ältere
page-number = Seite { $count }
archive = Archiv
archive-of = Archiv: { $name }
archive-empty = An diesem Tag ist nichts erschienen.
day-before = Tag davor
day-after = Tag danach
og-locale = de_AT
preview-title = Vorschau
preview-hint = So sieht die neueste gespeicherte Fassung aus. Leserinnen und Leser sehen sie erst nach dem Veröffentlichen.
