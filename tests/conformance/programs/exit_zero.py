print("before")
try:
    raise SystemExit
except Exception:
    print("not reached")
