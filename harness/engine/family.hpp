// Nobody survives a check: the processes that a student's program leaves behind come to us.
#pragma once

namespace pipette {

/// Makes this process the parent of all orphans below it (PR_SET_CHILD_SUBREAPER, prctl(2)),
/// ignores SIGPIPE, and makes sure that descriptors 0, 1 and 2 are open. Once, at start.
void become_guardian();

/// Forbids processes of the same user to read or trace this one (PR_SET_DUMPABLE, prctl(2)).
void become_unreadable();

/// Splits this process in two, and returns in the second one, the worker. The first one, the
/// keeper, passes SIGINT, SIGTERM and SIGHUP on, and when the worker has ended it sweeps and ends
/// in the same way. When the keeper is killed, the worker gets SIGTERM. So no SIGKILL that hits
/// only one of them leaves anything behind. Both are guardians. Needs a process with one thread.
void be_watched();

/// From now on SIGTERM, which is also sent when our own parent dies, makes this process sweep() and
/// end. Two guardians, one below the other, thus leave nothing behind when one of them is killed.
/// Starts a thread: whatever needs a process with one thread comes before.
void sweep_at_the_end();

/// Kills and reaps every descendant of this process, however it tries to hide: those that left
/// their process group or session too. Returns how many were still running.
int sweep();

}  // namespace pipette
