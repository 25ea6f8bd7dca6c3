# statistics and textwrap.
import statistics as st
import textwrap

for data in ([1, 2, 3, 4], [1, 2, 3], [1.5, 2.25, -3.125], [0.1] * 10, [5], [10**20, 1], [1, 2.5], [3, 1, 2, 2], (0.012, 0.031, 0.017, 0.044), range(101), [True, False, True]):
    for function in (st.mean, st.fmean, st.median, st.median_low, st.median_high, st.mode, st.multimode, st.stdev, st.pstdev, st.variance, st.pvariance):
        try:
            print(function.__name__, repr(function(data)))
        except st.StatisticsError as e:
            print(function.__name__, "StatisticsError", e)
for function in (st.mean, st.fmean, st.median, st.mode, st.multimode, st.stdev, st.pstdev):
    try:
        print(function([]))
    except st.StatisticsError as e:
        print(isinstance(e, ValueError), e)
try:
    st.mean(["a"])
except TypeError as e:
    print(e)
print(st.mode("aabbb"), st.mode(["x", "y"]), st.multimode("aabb"), st.median([1, 2.5]))
print(repr(textwrap.dedent("""
    hello
      world

    \tx
    """)), repr(textwrap.dedent("  a\n b\n")), repr(textwrap.dedent("a\n  b")), repr(textwrap.dedent("  \n  x")))
print(repr(textwrap.indent("a\n\nb\n", "> ")), repr(textwrap.indent("a\n\nb", "-", lambda line: True)))
