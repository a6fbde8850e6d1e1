BBBBBBB BBBBBBBBBBBBBBBB
BBBB BBBB BB BBBBBBB
BBBBB BBBBB pgettext(u'menu', u'Offers')  X BBBBBBBB
BBBBB BBBBBBB
  XXXXXXX XXXXXXXXXXXXXXXXXX
    XXXX pgettext(u'menu', u'Offers') XXXXX
    XX XXXXXXXXXX XXXXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBXXBBBB BBBBBB gettext(u'New offer') XXXX
  XXXXXXXXX
  XXXX XXXXXXXXXXXXXX
    XXXX XXXXXXXXXXXXXXXXX
       gettext(u'Offers by state') 
      BBBB BBBB BBBBB
       gettext(u'Title, client or number') 
      BBBBBBB BBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB
    XXXXXX
    XXXX XXXXXXXXXXXXXX
      BB BBBBBBBBB
        XXXX XXXXXXXXXXXXXBBB BBBBB BB BBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBXXXXXX
      BBBB B
         gettext(u'No offer by these words') 
        BBBBBBB BBBBB BBBBBBBBXXX gettext(u"A part of the title, the client's name or the number is enough.") XXXXXX XXXXXXXXXX XXXXXXXXX XXXXXXXXXXXXXXXXXX gettext(u'All offers') XXXXBBBBBBBBBB
      BBBB BBBBB BB BBBBBBBBB
         gettext(u'No offer is open') 
        BBBBBBB BBBBB BBBBBBBBBBBBBBBXXX gettext(u'A first sale often comes after eight offers. Start with inquiries that fit your strengths.') XXXXXX XXXXXXXXXX XXXXXXXXX XXXXXXBBB BBBBBBBBBBBBXX gettext(u'Look at the inquiries') XXXXBBBBBBBBBB
      BBBB
         gettext(u'Nothing here') 
        BBBBBBB BBBBB BBBBBBBBBBBBBBBXXX gettext(u'No offer is in this state.') XXXXBBBBBBBBBB
      BBBBB
    XXXXXX
    BBBBB BBBBBBBBBB BBBBBBBBBB
  XXXXXX
BBBBBBBB
