def read(text): return []
def difference(source, theirs, ours): return ""
