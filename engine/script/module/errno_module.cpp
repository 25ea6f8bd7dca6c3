// errno: the numbers of the system's errors by name, and the other way round. (CPython: errnomodule.c.)
#include <array>
#include <cerrno>

#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {
namespace {

struct Named {
  std::string_view name;
  int number;
};
// Of those that are one number under two names, the one that errorcode tells comes last.
constexpr std::array names{Named{"EPERM", EPERM},
                           Named{"ENOENT", ENOENT},
                           Named{"ESRCH", ESRCH},
                           Named{"EINTR", EINTR},
                           Named{"EIO", EIO},
                           Named{"ENXIO", ENXIO},
                           Named{"E2BIG", E2BIG},
                           Named{"ENOEXEC", ENOEXEC},
                           Named{"EBADF", EBADF},
                           Named{"ECHILD", ECHILD},
                           Named{"EWOULDBLOCK", EWOULDBLOCK},
                           Named{"EAGAIN", EAGAIN},
                           Named{"ENOMEM", ENOMEM},
                           Named{"EACCES", EACCES},
                           Named{"EFAULT", EFAULT},
                           Named{"EBUSY", EBUSY},
                           Named{"EEXIST", EEXIST},
                           Named{"EXDEV", EXDEV},
                           Named{"ENODEV", ENODEV},
                           Named{"ENOTDIR", ENOTDIR},
                           Named{"EISDIR", EISDIR},
                           Named{"EINVAL", EINVAL},
                           Named{"ENFILE", ENFILE},
                           Named{"EMFILE", EMFILE},
                           Named{"ENOTTY", ENOTTY},
                           Named{"EFBIG", EFBIG},
                           Named{"ENOSPC", ENOSPC},
                           Named{"ESPIPE", ESPIPE},
                           Named{"EROFS", EROFS},
                           Named{"EMLINK", EMLINK},
                           Named{"EPIPE", EPIPE},
                           Named{"EDOM", EDOM},
                           Named{"ERANGE", ERANGE},
                           Named{"EDEADLK", EDEADLK},
                           Named{"ENAMETOOLONG", ENAMETOOLONG},
                           Named{"ENOSYS", ENOSYS},
                           Named{"ENOTEMPTY", ENOTEMPTY},
                           Named{"ELOOP", ELOOP},
                           Named{"EPROTO", EPROTO},
                           Named{"EOVERFLOW", EOVERFLOW},
                           Named{"ENOTSOCK", ENOTSOCK},
                           Named{"EDESTADDRREQ", EDESTADDRREQ},
                           Named{"EMSGSIZE", EMSGSIZE},
                           Named{"EPROTOTYPE", EPROTOTYPE},
                           Named{"ENOPROTOOPT", ENOPROTOOPT},
                           Named{"EPROTONOSUPPORT", EPROTONOSUPPORT},
                           Named{"ENOTSUP", ENOTSUP},
                           Named{"EOPNOTSUPP", EOPNOTSUPP},
                           Named{"EAFNOSUPPORT", EAFNOSUPPORT},
                           Named{"EADDRINUSE", EADDRINUSE},
                           Named{"EADDRNOTAVAIL", EADDRNOTAVAIL},
                           Named{"ENETDOWN", ENETDOWN},
                           Named{"ENETUNREACH", ENETUNREACH},
                           Named{"ENETRESET", ENETRESET},
                           Named{"ECONNABORTED", ECONNABORTED},
                           Named{"ECONNRESET", ECONNRESET},
                           Named{"ENOBUFS", ENOBUFS},
                           Named{"EISCONN", EISCONN},
                           Named{"ENOTCONN", ENOTCONN},
                           Named{"ETIMEDOUT", ETIMEDOUT},
                           Named{"ECONNREFUSED", ECONNREFUSED},
                           Named{"EHOSTUNREACH", EHOSTUNREACH},
                           Named{"EALREADY", EALREADY},
                           Named{"EINPROGRESS", EINPROGRESS},
                           Named{"ECANCELED", ECANCELED}};

}  // namespace

Ref<ModuleObject> errno_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "errno");
  const Ref<Dict> by_number = make_dict(rt);
  for (const auto& [name, number] : names) {
    define(rt, *module, name, Value::integer(number));
    setitem(rt, Value(by_number), Value::integer(number), Value(make_str(rt, name)));
  }
  define(rt, *module, "errorcode", Value(by_number));
  return module;
}

}  // namespace orrery::script
