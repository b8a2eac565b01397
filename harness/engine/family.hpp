// Nobody survives a check: the processes that a student's program leaves behind come to us.
#pragma once

namespace pipette {

/// Makes this process the parent of all orphans below it (PR_SET_CHILD_SUBREAPER, prctl(2)),
/// ignores SIGPIPE, and makes sure that descriptors 0, 1 and 2 are open. Once, at start.
void become_guardian();

/// Kills and reaps every descendant of this process, however it tries to hide: those that left
/// their process group or session too. Returns how many were still running.
int sweep();

}  // namespace pipette
