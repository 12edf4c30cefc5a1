# Zeiten, wie Menschen sie lesen.
month-1 = Jänner
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
month-short-1 = Jän.
month-short-2 = Feb.
month-short-3 = März
month-short-4 = April
month-short-5 = Mai
month-short-6 = Juni
month-short-7 = Juli
month-short-8 = Aug.
month-short-9 = Sep.
month-short-10 = Okt.
month-short-11 = Nov.
month-short-12 = Dez.
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
duration-under-a-minute = weniger als eine Minute
duration-minutes = { $count ->
    [one] eine Minute
   *[other] { $count } Minuten
}
duration-hours = { $count ->
    [one] eine Stunde
   *[other] { $count } Stunden
}
duration-days = { $count ->
    [one] ein Tag
   *[other] { $count } Tage
}
