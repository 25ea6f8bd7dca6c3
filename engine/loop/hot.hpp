// The few functions that a switch between two tasks consists of are compiled into one another. The optimiser would keep
// some of them apart, for they are not small; together they have no more than what a switch does.
#pragma once

// Inside of a class; functions there are inline anyway.
#define ORRERY_HOT_MEMBER [[gnu::always_inline]]
#define ORRERY_HOT [[gnu::always_inline]] inline
