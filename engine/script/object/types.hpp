// All native types of an interpreter, by name.
#pragma once

#include <string_view>
#include <vector>

#include "engine/script/object/object.hpp"
#include "engine/script/object/type.hpp"

namespace orrery::script {

#define ORRERY_TYPES(X)                                                                                              \
  X(type)                                                                                                            \
  X(object)                                                                                                          \
  X(none_type)                                                                                                       \
  X(ellipsis_type)                                                                                                   \
  X(not_implemented_type)                                                                                            \
  X(int_)                                                                                                            \
  X(bool_)                                                                                                           \
  X(float_) X(str) X(bytes) X(bytearray) X(list) X(tuple) X(dict) X(dict_keys) X(dict_values) X(dict_items) X(set)   \
      X(frozenset) X(range) X(slice) X(enumerate) X(zip) X(map) X(filter) X(reversed) X(list_iterator)               \
          X(list_reverse_iterator) X(tuple_iterator) X(str_iterator) X(bytes_iterator) X(bytearray_iterator)         \
              X(range_iterator) X(dict_key_iterator) X(dict_value_iterator) X(dict_item_iterator)                    \
                  X(dict_reverse_key_iterator) X(dict_reverse_value_iterator) X(dict_reverse_item_iterator)          \
                      X(set_iterator) X(callable_iterator) X(sequence_iterator) X(property) X(staticmethod)          \
                          X(classmethod) X(super) X(method) X(builtin_function) X(method_descriptor) X(slot_wrapper) \
                              X(method_wrapper) X(getset_descriptor) X(member_descriptor) X(mappingproxy) X(module)  \
                                  X(simple_namespace) X(generic_alias) X(union_type) X(traceback)         \
                                      X(complex) X(memoryview) X(memory_iterator) X(str_ascii_iterator)

// The classes of exceptions: X(member, "Name", base member). Bases come first.
#define ORRERY_EXCEPTIONS(X)                                              \
  X(base_exception, "BaseException", base_exception)                      \
  X(exception, "Exception", base_exception)                               \
  X(base_exception_group, "BaseExceptionGroup", base_exception)           \
  X(generator_exit, "GeneratorExit", base_exception)                      \
  X(keyboard_interrupt, "KeyboardInterrupt", base_exception)              \
  X(system_exit, "SystemExit", base_exception)                            \
  X(arithmetic_error, "ArithmeticError", exception)                       \
  X(floating_point_error, "FloatingPointError", arithmetic_error)         \
  X(overflow_error, "OverflowError", arithmetic_error)                    \
  X(zero_division_error, "ZeroDivisionError", arithmetic_error)           \
  X(assertion_error, "AssertionError", exception)                         \
  X(attribute_error, "AttributeError", exception)                         \
  X(buffer_error, "BufferError", exception)                               \
  X(eof_error, "EOFError", exception)                                     \
  X(exception_group, "ExceptionGroup", exception)                         \
  X(import_error, "ImportError", exception)                               \
  X(module_not_found_error, "ModuleNotFoundError", import_error)          \
  X(lookup_error, "LookupError", exception)                               \
  X(index_error, "IndexError", lookup_error)                              \
  X(key_error, "KeyError", lookup_error)                                  \
  X(memory_error, "MemoryError", exception)                               \
  X(name_error, "NameError", exception)                                   \
  X(unbound_local_error, "UnboundLocalError", name_error)                 \
  X(os_error, "OSError", exception)                                       \
  X(blocking_io_error, "BlockingIOError", os_error)                       \
  X(child_process_error, "ChildProcessError", os_error)                   \
  X(connection_error, "ConnectionError", os_error)                        \
  X(broken_pipe_error, "BrokenPipeError", connection_error)               \
  X(connection_aborted_error, "ConnectionAbortedError", connection_error) \
  X(connection_refused_error, "ConnectionRefusedError", connection_error) \
  X(connection_reset_error, "ConnectionResetError", connection_error)     \
  X(file_exists_error, "FileExistsError", os_error)                       \
  X(file_not_found_error, "FileNotFoundError", os_error)                  \
  X(interrupted_error, "InterruptedError", os_error)                      \
  X(is_a_directory_error, "IsADirectoryError", os_error)                  \
  X(not_a_directory_error, "NotADirectoryError", os_error)                \
  X(permission_error, "PermissionError", os_error)                        \
  X(process_lookup_error, "ProcessLookupError", os_error)                 \
  X(timeout_error, "TimeoutError", os_error)                              \
  X(reference_error, "ReferenceError", exception)                         \
  X(runtime_error, "RuntimeError", exception)                             \
  X(not_implemented_error, "NotImplementedError", runtime_error)          \
  X(recursion_error, "RecursionError", runtime_error)                     \
  X(stop_async_iteration, "StopAsyncIteration", exception)                \
  X(stop_iteration, "StopIteration", exception)                           \
  X(syntax_error, "SyntaxError", exception)                               \
  X(indentation_error, "IndentationError", syntax_error)                  \
  X(system_error, "SystemError", exception)                               \
  X(type_error, "TypeError", exception)                                   \
  X(value_error, "ValueError", exception)                                 \
  X(unicode_error, "UnicodeError", value_error)                           \
  X(unicode_decode_error, "UnicodeDecodeError", unicode_error)            \
  X(unicode_encode_error, "UnicodeEncodeError", unicode_error)            \
  X(warning, "Warning", exception)                                        \
  X(bytes_warning, "BytesWarning", warning)                               \
  X(deprecation_warning, "DeprecationWarning", warning)                   \
  X(encoding_warning, "EncodingWarning", warning)                         \
  X(future_warning, "FutureWarning", warning)                             \
  X(import_warning, "ImportWarning", warning)                             \
  X(pending_deprecation_warning, "PendingDeprecationWarning", warning)    \
  X(resource_warning, "ResourceWarning", warning)                         \
  X(runtime_warning, "RuntimeWarning", warning)                           \
  X(syntax_warning, "SyntaxWarning", warning)                             \
  X(unicode_warning, "UnicodeWarning", warning)                           \
  X(user_warning, "UserWarning", warning)

// Exceptions of modules: X(member, "Name", base member, "its module").
#define ORRERY_MODULE_EXCEPTIONS(X)                                                                 \
  X(cancelled_error, "CancelledError", base_exception, "asyncio.exceptions")                        \
  X(invalid_state_error, "InvalidStateError", exception, "asyncio.exceptions")                      \
  X(sendfile_not_available_error, "SendfileNotAvailableError", runtime_error, "asyncio.exceptions") \
  X(incomplete_read_error, "IncompleteReadError", eof_error, "asyncio.exceptions")                  \
  X(limit_overrun_error, "LimitOverrunError", exception, "asyncio.exceptions")                      \
  X(broken_barrier_error, "BrokenBarrierError", runtime_error, "asyncio.exceptions")                \
  X(queue_empty, "QueueEmpty", exception, "asyncio.queues")                                         \
  X(queue_full, "QueueFull", exception, "asyncio.queues")                                           \
  X(queue_shut_down, "QueueShutDown", exception, "asyncio.queues")                                  \
  X(gaierror, "gaierror", os_error, "socket")                                                       \
  X(herror, "herror", os_error, "socket")

struct Types {
  Types() = default;
  ~Types();
  // Makes all of them, in two steps: objects that are types, then what they can do. Called once, by Runtime.
  void make_bare(Runtime& rt);
  void fill(Runtime& rt);
  Types(const Types&) = delete;
  Types& operator=(const Types&) = delete;

#define X(name) Type* name = nullptr;
  ORRERY_TYPES(X)
#undef X
#define X(name, text, base) Type* name = nullptr;
  ORRERY_EXCEPTIONS(X)
#undef X
#define X(name, text, base, module) Type* name = nullptr;
  ORRERY_MODULE_EXCEPTIONS(X)
#undef X

  // The subclass of OSError for an errno, or OSError itself.
  Type* os_error_for(int error_number) const noexcept;

  Value empty_tuple;  // (), the one there is; nothing until the first is asked for

  // Keeps a type made later (by the VM or a module) alive until the end.
  Type* keep(Ref<Type> type);
  // Empties all types, before the first of them dies.
  void clear() noexcept;

 private:
  std::vector<Ref<Type>> kept_;
};

}  // namespace orrery::script
