// How many processes RLIMIT_NPROC counts for our user (getrlimit(2)).
#pragma once

#include <cstdint>

namespace pipette {

/// Processes and threads of our user in our user namespace, found by trying: nothing in /proc tells
/// those of other process namespaces. 0 where the limit does not apply to us, as for root, or where
/// no child can be started.
[[nodiscard]] std::uint64_t processes_of_our_user();

}  // namespace pipette
