async def forgotten():
    pass

def caller():
    forgotten()
    print("after the call")

caller()
x = forgotten()
x = None
c = forgotten()
c.close()
print("end")
y = forgotten()
