#pragma once
// Mesa's renderer keeps a few kilobytes until the process ends. Include once in a test program that draws with it, so
// that the leak checker still reports ours.

extern "C" inline const char* __lsan_default_suppressions() {  // NOLINT: the sanitizer's name
  return "leak:libEGL\nleak:libGLX\nleak:libGLdispatch\nleak:swrast_dri\nleak:libgallium\nleak:libLLVM\nleak:"
         "libX11\nleak:libxcb\n";
}
