// The tables of activity.hpp: which system call, and which function of the kernel, waits for what.
#include <sys/syscall.h>

#include <algorithm>

#include "engine/activity_parts.hpp"

namespace pipette {
namespace {

// A machine that came late (aarch64) does not have the older of two names.
constexpr KnownCall kCalls[] = {
    {SYS_read, "read()", Wait::bytes},
    {SYS_readv, "readv()", Wait::bytes},
    {SYS_recvfrom, "recv()", Wait::bytes},
    {SYS_recvmsg, "recvmsg()", Wait::bytes},
    {SYS_write, "write()", Wait::room},
    {SYS_writev, "writev()", Wait::room},
    {SYS_sendto, "send()", Wait::room},
    {SYS_sendmsg, "sendmsg()", Wait::room},
    {SYS_sendfile, "sendfile()", Wait::room},
#ifdef SYS_accept
    {SYS_accept, "accept()", Wait::client},
#endif
    {SYS_accept4, "accept()", Wait::client},
    {SYS_connect, "connect()", Wait::peer},
#ifdef SYS_poll
    {SYS_poll, "poll", Wait::events},
#endif
    {SYS_ppoll, "poll", Wait::events},
#ifdef SYS_select
    {SYS_select, "select", Wait::events},
#endif
    {SYS_pselect6, "select", Wait::events},
#ifdef SYS_epoll_wait
    {SYS_epoll_wait, "epoll_wait", Wait::events},
#endif
    {SYS_epoll_pwait, "epoll_wait", Wait::events},
#ifdef SYS_epoll_pwait2
    {SYS_epoll_pwait2, "epoll_wait", Wait::events},
#endif
    {SYS_wait4, "wait4", Wait::child},
    {SYS_waitid, "waitid", Wait::one_child},
    {SYS_futex, "futex", Wait::thread},
    {SYS_nanosleep, "nanosleep", Wait::time},
    {SYS_clock_nanosleep, "nanosleep", Wait::time},
#ifdef SYS_pause
    {SYS_pause, "pause", Wait::signal},
#endif
    {SYS_rt_sigsuspend, "sigsuspend", Wait::signal},
    {SYS_rt_sigtimedwait, "sigwait", Wait::signal},
    {SYS_flock, "flock", Wait::lock},
};

// Where only the name of the kernel's function is to be had. Such names may have an ending.
struct KnownFunction {
  std::string_view beginning;
  std::string_view words;
};
constexpr KnownFunction kFunctions[] = {
    {"pipe_read", "waits for bytes from a pipe"},
    {"anon_pipe_read", "waits for bytes from a pipe"},
    {"pipe_write", "waits because a pipe is full"},
    {"anon_pipe_write", "waits because a pipe is full"},
    {"inet_csk_accept", "waits for a client (accept)"},
    {"sk_wait_data", "waits for bytes from a connection"},
    {"wait_woken", "waits for bytes from a connection"},
    {"sk_stream_wait_memory", "waits because a connection is full"},
    {"do_wait", "waits for a child to end"},
    {"futex_", "waits for a lock or for another thread (futex)"},
    {"do_nanosleep", "sleeps (nanosleep)"},
    {"hrtimer_nanosleep", "sleeps (nanosleep)"},
    {"ep_poll", "waits for events (epoll_wait)"},
    {"do_epoll_wait", "waits for events (epoll_wait)"},
    {"poll_schedule_timeout", "waits for events (poll or select)"},
    {"do_poll", "waits for events (poll)"},
    {"do_select", "waits for events (select)"},
};

}  // namespace

const KnownCall* known_call(long number) {
  const auto* const found =
      std::find_if(std::begin(kCalls), std::end(kCalls),
                   [number](const KnownCall& call) { return call.number == number; });
  return found == std::end(kCalls) ? nullptr : found;
}

std::string_view words_for_kernel_function(std::string_view function) {
  for (const KnownFunction& known : kFunctions)
    if (function.starts_with(known.beginning)) return known.words;
  return {};
}

}  // namespace pipette
