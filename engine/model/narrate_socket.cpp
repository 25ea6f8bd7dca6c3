// Sentences about sockets and the world at their other end.
#include "engine/model/narration.hpp"

namespace orrery::model::narrators {
namespace {

using event::Direction;
using event::IoResult;

std::string bytes_words(const Scene& s) {
  return count_of(s.count(), "byte") + (s.has_text() ? ", " + s.text() + ',' : std::string());
}

Text failed(const Scene& s, std::string_view call) {
  return (s.say() << call << " on " << s.subject() << " fails: " << s.text() << '.').take();
}

Text received(const Scene& s) {
  const Socket* socket = s.after.socket(s.subject());
  Words words = s.say() << "recv() takes " << bytes_words(s) << " out of the kernel's buffer of " << s.subject() << '.';
  if (socket && socket->incoming > 0) words << ' ' << count_of(socket->incoming, "byte") << " stay there.";
  return words.take();
}

bool is_watched(const Scene& s, Id socket) {
  const Socket* found = s.after.socket(socket);
  return found && found->reader;
}

// Who will notice what the world did to a socket.
void say_notice(Words& words, const Scene& s) {
  if (!is_watched(s, s.object()))
    words << " The program does not watch that socket: it learns of it when it next tries to read.";
  else if (s.after.loop.select.asleep)
    words << " The loop, asleep in select(), watches that socket: it will wake.";
  else
    words << " The loop watches that socket: its next select() will find it readable.";
}

}  // namespace

Text socket_opened(const Scene& s) {
  Words words = s.say() << "A socket is there: " << s.subject();
  if (s.object()) words << ". Its other end is " << s.object();
  return (words << ". For the kernel it is the descriptor with the number " << std::to_string(s.count()) << '.').take();
}

Text socket_closed(const Scene& s) {
  return (s.say() << "The program closes " << s.subject() << ". The other end will read to the end of the stream.")
      .take();
}

Text interest_added(const Scene& s) {
  const bool reads = s.arg<Direction>() == Direction::read;
  Words words = s.say() << "From now on select() watches " << s.subject() << " for "
                        << direction_words(s.arg<Direction>());
  words << ": when " << (reads ? "there is something to read" : "there is room to write") << ", ";
  return (s.object() ? words << s.object() << " will be called." : words << "its callback will be called.").take();
}

Text interest_removed(const Scene& s) {
  return (s.say() << "select() no longer watches " << s.subject() << " for " << direction_words(s.arg<Direction>())
                  << '.')
      .take();
}

Text socket_received(const Scene& s) {
  switch (s.arg<IoResult>()) {
    case IoResult::ok:
      return received(s);
    case IoResult::would_block:
      return (s.say() << "recv() finds nothing at " << s.subject()
                      << " and comes back at once (EAGAIN): the socket is non-blocking, so nobody waits in it.")
          .take();
    case IoResult::eof:
      return (s.say() << "recv() finds the end of the stream at " << s.subject()
                      << ": the other end has closed, no more bytes will come.")
          .take();
    case IoResult::error:
      break;
  }
  return failed(s, "recv()");
}

Text socket_sent(const Scene& s) {
  switch (s.arg<IoResult>()) {
    case IoResult::ok:
      return (s.say() << "send() hands " << bytes_words(s) << " to the kernel, at " << s.subject()
                      << ". The other end need not have read them yet.")
          .take();
    case IoResult::would_block:
      return (s.say() << "The send buffer of " << s.subject()
                      << " is full: send() takes nothing and comes back at once (EAGAIN).")
          .take();
    default:
      break;
  }
  return failed(s, "send()");
}

Text socket_accepted(const Scene& s) {
  switch (s.arg<IoResult>()) {
    case IoResult::ok:
      return (s.say() << s.subject() << " accepts a connection: " << s.object() << " is this side of it.").take();
    case IoResult::would_block:
      return (s.say() << "Nobody wants to connect to " << s.subject() << " at the moment (EAGAIN).").take();
    default:
      break;
  }
  return failed(s, "accept()");
}

Text socket_connected(const Scene& s) {
  switch (s.arg<IoResult>()) {
    case IoResult::ok:
      return (s.say() << s.subject() << " is connected" << (s.has_text() ? " to " + s.text() : "") << '.').take();
    case IoResult::would_block:
      return (s.say() << s.subject() << " is being connected" << (s.has_text() ? " to " + s.text() : "")
                      << "; when that is done, the socket becomes writable.")
          .take();
    default:
      break;
  }
  return failed(s, "connect()");
}

Text closed_while_registered(const Scene& s) {
  return (s.say() << s.subject() << " was closed while select() still watched it for "
                  << direction_words(s.arg<Direction>())
                  << ". That is a mistake of the program; the loop lets go of it and goes on.")
      .take();
}

Text world_sent(const Scene& s) {
  Words words = s.say() << "The other end sends " << bytes_words(s) << " to " << s.subject()
                        << ". They lie in the kernel's buffer.";
  say_notice(words, s);
  return words.take();
}

Text world_read(const Scene& s) {
  const Socket* socket = s.after.socket(s.subject());
  Words words = s.say() << "The other end of " << s.subject() << " reads " << count_of(s.count(), "byte")
                        << ": there is more room to send.";
  if (socket && socket->writer) words << " The loop watches for that.";
  return words.take();
}

Text world_closed(const Scene& s) {
  Words words = s.say() << "The other end of " << s.subject()
                        << " closes. That too makes the socket readable: recv() will return nothing.";
  say_notice(words, s);
  return words.take();
}

Text world_reset(const Scene& s) {
  Words words = s.say() << "The other end of " << s.subject() << " breaks the connection off.";
  say_notice(words, s);
  return words.take();
}

Text world_cancelled(const Scene& s) {
  return (s.say() << "From outside, " << s.subject() << " is cancelled.").take();
}

}  // namespace orrery::model::narrators
