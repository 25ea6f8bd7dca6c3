print("before")
raise SystemExit("goodbye")
