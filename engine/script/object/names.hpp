// Names that the engine itself looks up, interned once per interpreter: `rt.names().__init__` without the underscores.
#pragma once

#include "engine/script/object/object.hpp"

namespace orrery::script {

#define ORRERY_DUNDER_NAMES(X)                                                                                         \
  X(abs)                                                                                                               \
  X(add)                                                                                                               \
  X(aenter)                                                                                                            \
  X(aexit)                                                                                                             \
  X(aiter)                                                                                                             \
  X(all)                                                                                                               \
  X(and)                                                                                                               \
  X(anext) X(annotations) X(await) X(bases) X(bool) X(bytes) X(call) X(cause) X(ceil) X(class) X(class_getitem)        \
      X(complex) X(contains) X(context) X(debug) X(defaults) X(del) X(delattr) X(delete) X(delitem) X(dict) X(dir)     \
          X(divmod) X(doc) X(enter) X(eq) X(exit) X(file) X(float) X(floor) X(floordiv) X(format) X(func) X(ge) X(get) \
              X(getattr) X(getattribute) X(getitem) X(gt) X(hash) X(iadd) X(iand) X(ifloordiv) X(ilshift) X(imatmul)   \
                  X(imod) X(imul) X(index) X(init) X(init_subclass) X(instancecheck) X(int) X(invert) X(ior) X(ipow)   \
                      X(irshift) X(isub) X(iter) X(itruediv) X(ixor) X(kwdefaults) X(le) X(len) X(length_hint)         \
                          X(lshift) X(lt) X(main) X(matmul) X(metaclass) X(missing) X(mod) X(module) X(mro) X(mul)     \
                              X(name) X(ne) X(neg) X(new) X(next) X(notes) X(objclass) X(or) X(pos) X(pow) X(qualname) \
                                  X(radd) X(rand) X(rdivmod) X(repr) X(reversed) X(rfloordiv) X(rlshift) X(rmatmul)    \
                                      X(rmod) X(rmul) X(ror) X(round) X(rpow) X(rrshift) X(rshift) X(rsub) X(rtruediv) \
                                          X(rxor) X(self) X(set) X(set_name) X(setattr) X(setitem) X(slots) X(str)     \
                                              X(sub) X(subclasscheck) X(suppress_context) X(traceback) X(truediv)      \
                                                  X(trunc) X(weakref) X(wrapped) X(xor)

#define ORRERY_PLAIN_NAMES(X)                                                                                   \
  X(append)                                                                                                     \
  X(args)                                                                                                       \
  X(close)                                                                                                      \
  X(code)                                                                                                       \
  X(end)                                                                                                        \
  X(errno)                                                                                                      \
  X(exceptions)                                                                                                 \
  X(fdel) X(fget) X(file) X(filename) X(flush) X(fset) X(key) X(keys) X(message) X(msg) X(name) X(obj) X(print) \
      X(reverse) X(send) X(sep) X(start) X(step) X(stop) X(strerror) X(throw) X(value) X(write)

// Members end in an underscore, because many of the names are C++ keywords: `dunder.init_`, `plain.close_`.
struct Names {
  struct Dunder {
#define X(name) Str* name##_ = nullptr;
    ORRERY_DUNDER_NAMES(X)
#undef X
  } dunder;
  struct Plain {
#define X(name) Str* name##_ = nullptr;
    ORRERY_PLAIN_NAMES(X)
#undef X
  } plain;
  Str* empty = nullptr;  // ''

  explicit Names(Heap& heap);
};

}  // namespace orrery::script
