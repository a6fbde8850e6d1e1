BBBBBBB BBBBBBBBBBBBBBBB
BBBB BBBB BB BBBBBBB
BBBBB BBBBB gettext(u'Orders')  X BBBBBBBB
BBBBB BBBBBBB
  XXXXXXX XXXXXXXXXXXXXXXXXX
    XXXX gettext(u'Orders') XXXXX
    XX XXXXXXXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBBBXXBBBB BBBBBBBBBBBBBB gettext(u'Exceptions') XXXX
  XXXXXXXXX
  XXXX XXXXXXXXXXXXXX
    XXXX XXXXXXXXXXXXXXXXX
       gettext(u'Orders by state') 
      BBBB BBBB BBBBB
       gettext(u'Title, client or number') 
      BBBBBBB BBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB
    XXXXXX
    XXXX XXXXXXXXXXXXXX
      BB BBBBBBBBB
        XXXX XXXXXXXXXXXXXBBB BBBBB BB BBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBXXXXXX
      BBBB B
         gettext(u'No order by these words') 
        BBBBBBB BBBBB BBBBBBBBXXX gettext(u"A part of the title, the client's name or the number is enough.") XXXXXX XXXXXXXXXX XXXXXXXXX XXXXXXXXXXXXXXXXXX gettext(u'All orders') XXXXBBBBBBBBBB
      BBBB BBBBB BB BBBBBB
         gettext(u'No work is open') 
        BBBBBBB BBBBB BBBBBBBBXXX gettext(u'An accepted offer becomes an order by itself, with its contract, its stages and its first steps.') XXXXXX XXXXXXXXXX XXXXXXXXX XXXXXXBBB BBBBBBBBBBBBBXX gettext(u'Look at the offers') XXXXBBBBBBBBBB
      BBBB
         gettext(u'Nothing here') 
        BBBBBBB BBBBB BBBBBBBBXXX gettext(u'No order is in this state.') XXXXBBBBBBBBBB
      BBBBB
    XXXXXX
    BBBBB BBBBBBBBBB BBBBBBBBBB
  XXXXXX
BBBBBBBB
