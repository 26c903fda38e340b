"""The names of months and days of the week, in small letters, as texts of several languages write them."""

from __future__ import annotations

MONTHS = (
    "january jan januar jänner janvier janv enero ene janeiro gennaio gen",
    "february feb februar février fevrier févr fevr fév febrero fevereiro fev febbraio",
    "march mar märz maerz mär mrz mars marzo março marco",
    "april apr avril avr abril abr aprile",
    "may mai mayo maio maggio mag",
    "june jun juni juin junio junho giugno giu",
    "july jul juli juillet juil julio julho luglio lug",
    "august aug août aout agosto ago",
    "september sept sep septembre septiembre setiembre setembro set settembre",
    "october oct oktober okt octobre octubre outubro out ottobre ott",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre",
)
"""One row a month: English, German, French, Spanish, Portuguese, Italian, long and short."""
RUSSIAN = (
    "января янв",
    "февраля фев февр",
    "марта мар",
    "апреля апр",
    "мая май",
    "июня июн",
    "июля июл",
    "августа авг",
    "сентября сент сен",
    "октября окт",
    "ноября нояб ноя",
    "декабря дек",
)
"""Looked for only where there are such letters: each name costs time in every line with a year."""
WEEKDAYS = (
    "monday mon montag mo lundi lun lunes segunda-feira segunda seg lunedì lunedi",
    "tuesday tues tue dienstag di mardi mar martes terça-feira terça ter martedì martedi",
    "wednesday wed mittwoch mi mercredi mer miércoles miercoles mié quarta-feira quarta qua mercoledì mercoledi",
    "thursday thurs thur thu donnerstag do jeudi jeu jueves jue quinta-feira quinta qui giovedì giovedi gio",
    "friday fri freitag fr vendredi ven viernes vie sexta-feira sexta sex venerdì venerdi",
    "saturday sat samstag sonnabend sa samedi sam sábado sabado sáb sab sabato",
    "sunday sun sonntag so dimanche dim domingo dom domenica",
)
