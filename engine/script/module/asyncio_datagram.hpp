// Datagrams for scripts: DatagramProtocol, loop.create_datagram_endpoint(), loop.sock_recvfrom() and its kin.
#pragma once

#include "engine/script/module/modules.hpp"
#include "engine/script/object/object.hpp"

namespace orrery::script {

void make_datagram_classes(Runtime& rt, Modules::Classes& classes);
// What an exception handler is told of an endpoint, if `object` is one: its transport and protocol, into the context.
bool describe_datagrams(Runtime& rt, Object* object, Dict& context);

}  // namespace orrery::script
