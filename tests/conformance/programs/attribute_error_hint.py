class Thing:
    def append_item(self): pass
Thing().append_itm()
