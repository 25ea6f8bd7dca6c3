// asyncio in C++20, in one header: `#include <orrery/orrery.hpp>`, link orrery::engine. See docs/library.md.
//
// A coroutine is a function that returns Co<T>. Its parameters are kept in its frame: take objects by value, or by
// reference if they outlive it, as the loop does. Never write a lambda coroutine that captures: the captures are gone
// when it goes on.
#pragma once

#include "engine/io/socket_operations.hpp"
#include "engine/library/program.hpp"
#include "engine/library/spawn.hpp"
#include "engine/library/streams.hpp"
#include "engine/loop/async_generator.hpp"
#include "engine/loop/co.hpp"
#include "engine/loop/combine/as_completed.hpp"
#include "engine/loop/combine/shield.hpp"
#include "engine/loop/combine/task_group.hpp"
#include "engine/loop/combine/timeout.hpp"
#include "engine/loop/combine/wait.hpp"
#include "engine/loop/combine/wait_for.hpp"
#include "engine/loop/executor.hpp"
#include "engine/loop/gather.hpp"
#include "engine/loop/generator.hpp"
#include "engine/loop/runner.hpp"
#include "engine/loop/sleep.hpp"
#include "engine/loop/sync/barrier.hpp"
#include "engine/loop/sync/condition.hpp"
#include "engine/loop/sync/event.hpp"
#include "engine/loop/sync/lock.hpp"
#include "engine/loop/sync/queue.hpp"
#include "engine/loop/sync/semaphore.hpp"
#include "engine/loop/unwind.hpp"

namespace orrery {

using io::Server;
using io::StreamReader;
using io::Streams;
using io::StreamWriter;

using loop::AsyncGenerator;
using loop::Barrier;
using loop::BoundedSemaphore;
using loop::Co;
using loop::Condition;
using loop::EventLoop;
using loop::Future;
using loop::Generator;
using loop::LifoQueue;
using loop::Lock;
using loop::PriorityQueue;
using loop::Queue;
using loop::Ref;
using loop::Semaphore;
using loop::Task;
using loop::TaskGroup;
using loop::Value;

using loop::CancelledError;
using loop::Deadlock;
using loop::ExceptionGroup;
using loop::GeneratorExit;
using loop::InvalidStateError;
using loop::KeyboardInterrupt;
using loop::OsError;
using loop::RuntimeError;
using loop::TimeoutError;
using loop::TypeError;
using loop::ValueError;

using loop::as_completed;
using loop::as_coroutine;
using loop::bare_yield;
using loop::elements_of;
using loop::from_value;
using loop::futures;
using loop::gather;
using loop::make;
using loop::run_in_executor;
using loop::shield;
using loop::sleep;
using loop::start;
using loop::to_thread;
using loop::to_value;
using loop::wait;
using loop::wait_for;
using loop::with_task_group;
using loop::with_timeout;

}  // namespace orrery
