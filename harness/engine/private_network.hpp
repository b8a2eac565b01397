// A network of one's own: a loopback interface that nobody else is on (network_namespaces(7)).
#pragma once

#include <string>

namespace pipette {

/// Moves this process, which must have one thread only, into a network namespace with nothing but
/// 127.0.0.1 and ::1; an ordinary user also gets a user namespace in which they are themselves.
/// There is no way back. Returns an empty text, or the step that failed and why; then the process
/// may be in a namespace without rights and should end.
[[nodiscard]] std::string enter_private_network();

}  // namespace pipette
