def compute():
    counter = 1
    return countr
compute()
