BBBBBBB BBBBBBBBBBBBBBBB
BBBB BBBB BB BBBBBBB
BBBBB BBBBB gettext(u'Invoices')  X BBBBBBBB
BBBBB BBBBBBB
  XXXXXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'Invoices') XXXXXXXXXXXXXX
  XXXX XXXXXXXXXXXXXX
    XXXX XXXXXXXXXXXXXXXXX
       gettext(u'Invoices by state') 
      BBBB BBBB BBBBB
       gettext(u'Number, client or work') 
      BBBBBBB BBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB
    XXXXXX
    XXXX XXXXXXXXXXXXXX
      BB BBBBBBBBB
        XXXX XXXXXXXXXXXXXBBB BBBBBBB BB BBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBXXXXXX
      BBBB B
         gettext(u'No invoice by these words') 
        BBBBBBB BBBBB BBBBBBBBXXX gettext(u"A part of the number or of the client's name is enough.") XXXXXX XXXXXXXXXX XXXXXXXXX XXXXXXXXXXXXXXXXXX gettext(u'All invoices') XXXXBBBBBBBBBB
      BBBB BBBBB BB BBBBBB
         gettext(u'Nobody owes you an invoice') 
        BBBBBBB BBBBB BBBBBBBBBBBBBBXXX gettext(u'Invoices are written by themselves when a stage falls due: on signing, at a share of the work, or on a date.') XXXXXX XXXXXXXXXX XXXXXXXXX XXXXXXXXXXXXXXXXXX gettext(u'All invoices') XXXXBBBBBBBBBB
      BBBB
         gettext(u'Nothing here') 
        BBBBBBB BBBBB BBBBBBBBBBBBBBXXX gettext(u'No invoice is in this state.') XXXXBBBBBBBBBB
      BBBBB
    XXXXXX
    BBBBB BBBBBBBBBB BBBBBBBBBB
  XXXXXX
BBBBBBBB
