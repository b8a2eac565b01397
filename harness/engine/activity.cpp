#include "engine/activity.hpp"

#include <algorithm>
#include <cstdio>
#include <set>

#include "engine/activity_parts.hpp"

namespace pipette {
namespace {

constexpr std::size_t kMostLines = 12;
constexpr std::size_t kMostThreads = 4;   // that are named one by one
constexpr std::size_t kMostChildren = 3;  // likewise
constexpr std::size_t kMostClients = 3;   // likewise

std::string in_seconds(std::chrono::nanoseconds time, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f s", digits, std::chrono::duration<double>(time).count());
  return text;
}

bool has_ended(const SeenProcess& process) {
  return process.state == 0 || process.state == 'Z' || process.state == 'X';
}

// A busy thread may be seen in a call that it makes again and again: its time tells. Time in the
// run queue counts, because a busy machine must not make a spinning thread look idle.
std::optional<Phrase> spinning(const LookAt& at, const CpuSample& now, pid_t tid) {
  const auto later = now.threads.find(tid);
  if (!at.before || later == now.threads.end()) return std::nullopt;
  CpuSample::Used used = later->second;
  if (const auto was = at.before->threads.find(tid); was != at.before->threads.end()) {
    used.on_cpu -= was->second.on_cpu;
    used.in_queue -= was->second.in_queue;
  }
  const std::chrono::nanoseconds window = now.at - at.before->at;
  const bool busy = used.on_cpu * 10 > window && (used.on_cpu + used.in_queue) * 10 > window * 6;
  if (!busy) return std::nullopt;
  std::string words = "keeps a processor busy: " + in_seconds(used.on_cpu, 2) +
                      " of CPU time in the last " + in_seconds(window, 1);
  if (used.in_queue * 5 > window)
    words += " (and " + in_seconds(used.in_queue, 2) + " of waiting for a free processor)";
  return Phrase{words, {Symptom::spinning}};
}

// Collects the lines of one look.
class Teller {
 public:
  explicit Teller(const LookAt& at) : at_(at) {
    const std::vector<pid_t> family = family_of(at.pid);
    now_ = cpu_sample(family);
    for (const pid_t pid : family) scene_.processes.push_back(see_process(pid));
    using enum TcpState;
    scene_.sockets = tcp_sockets(0, {listen, established, close_wait});
    scene_.asked = &at_;
  }

  Activity tell() {
    if (has_ended(program())) return {};
    tell_threads();
    tell_clients();
    if (at_.streams.input_unread > 0)
      line("nobody has read " + counted(at_.streams.input_unread, "byte") +
           " that wait on its standard input");
    tell_children();
    if (blind_ && !denied_.empty())
      line("The grader could not look inside " + at_.name + ": " + denied_);
    return std::move(told_);
  }

  // Instead of tell(): the program itself is one that was left behind.
  Activity tell_child_left() {
    constexpr pid_t kFirstOfACell = 1;  // engine/init.cpp: it is ours
    const bool ours = program().own_pid == kFirstOfACell;
    if (ours || has_ended(program()) || program().threads.empty()) return {};
    line("process " + program().name + ", which the program has started, still runs: it " +
         doing(program(), program().threads.front()));
    note(Symptom::children_left);
    return std::move(told_);
  }

 private:
  [[nodiscard]] const SeenProcess& program() const { return scene_.processes.front(); }

  void line(std::string text) {
    if (told_.lines.size() < kMostLines) told_.lines.push_back(std::move(text));
  }

  void note(Symptom symptom) {
    auto& all = told_.symptoms;
    if (std::find(all.begin(), all.end(), symptom) == all.end()) all.push_back(symptom);
  }

  // What a thread does, in words; its symptoms are noted.
  std::string doing(const SeenProcess& process, const SeenThread& thread) {
    Phrase found = phrase(scene_, process, thread);
    const bool still = thread.state == 'T' || thread.state == 't' || thread.state == 'Z';
    if (const auto spins = spinning(at_, now_, thread.tid); spins && !still) found = *spins;
    for (const Symptom symptom : found.symptoms) note(symptom);
    if (found.blind) {
      blind_ = true;
      denied_ = thread.denied;
    }
    return found.words;
  }

  void tell_threads() {
    const std::vector<SeenThread>& threads = program().threads;
    const bool stopped = std::all_of(threads.begin(), threads.end(),
                                     [](const SeenThread& one) { return one.state == 'T'; });
    if (threads.size() <= 1 || stopped) {
      if (!threads.empty()) line(at_.name + " " + doing(program(), threads.front()));
      return;
    }
    std::string of = " of " + std::to_string(program().thread_count) + " ";
    if (at_.name != LookAt{}.name) of += "of " + at_.name + " ";
    const std::size_t named = std::min(threads.size(), kMostThreads);
    for (std::size_t i = 0; i < named; ++i)
      line("thread " + std::to_string(i + 1) + of + doing(program(), threads[i]));
    if (program().thread_count == named) return;
    std::set<std::string> rest;
    for (std::size_t i = named; i < threads.size(); ++i) rest.insert(doing(program(), threads[i]));
    std::string text = "and " + counted(program().thread_count - named, "more thread");
    const bool alike = rest.size() == 1 && threads.size() == program().thread_count;
    if (alike)
      text += (program().thread_count - named == 1 ? " that " : ", each of which ") + *rest.begin();
    line(std::move(text));
  }

  // Whether this is the program's side of a connection.
  [[nodiscard]] bool serves(const TcpSocket& socket) const {
    if (socket.state == TcpState::listen) return false;
    return std::any_of(scene_.sockets.begin(), scene_.sockets.end(), [&](const TcpSocket& other) {
      return other.state == TcpState::listen && other.local_port == socket.local_port &&
             holds(other.inode) && (socket.inode == 0 || holds(socket.inode));
    });
  }

  [[nodiscard]] bool holds(std::uint64_t inode) const {
    const auto has = [inode](const SeenProcess& process) {
      return std::any_of(process.files.begin(), process.files.end(), [inode](const auto& entry) {
        return entry.second.kind == OpenFile::Kind::socket && entry.second.inode == inode;
      });
    };
    return inode != 0 && std::any_of(scene_.processes.begin(), scene_.processes.end(), has);
  }

  // How a client waits for the program, or nothing. The end of data counts as one byte in the
  // queue (tcp_diag), and is one thing that can wait to be read.
  [[nodiscard]] std::string unserved(const TcpSocket& socket) const {
    const bool ended = socket.state == TcpState::close_wait && socket.receive_queue > 0;
    const std::size_t bytes = socket.receive_queue - (ended ? 1U : 0U);
    const std::string who = client_name(scene_, socket);
    if (socket.inode == 0)
      return who + " is connected" +
             (bytes > 0 ? ", has sent " + counted(bytes, "byte") + "," : "") +
             " and waits to be accepted";
    if (bytes > 0)
      return who + " is connected and has sent " + counted(bytes, "byte") + " that nobody has read";
    if (ended) return who + " has finished sending, and nobody has read that it is the end";
    return {};
  }

  void tell_clients() {
    std::vector<std::string> waiting;
    std::vector<std::string> kept;
    for (const TcpSocket& socket : scene_.sockets) {
      if (!serves(socket)) continue;
      if (std::string text = unserved(socket); !text.empty()) waiting.push_back(std::move(text));
      else if (socket.state == TcpState::close_wait)
        kept.push_back(client_name(scene_, socket) +
                       " has finished sending; the connection is still open on the side of " +
                       at_.name);
    }
    if (!waiting.empty()) note(Symptom::client_waits);
    const bool one_wait = program().threads.size() == 1 && told_.lines.size() == 1 &&
                          told_.lines.front().find(" waits ") != std::string::npos;
    if (waiting.size() == 1 && one_wait) {
      told_.lines.front() += ", although " + waiting.front();
    } else {
      std::sort(waiting.begin(), waiting.end());
      for (std::size_t i = 0; i < waiting.size() && i < kMostClients; ++i) line(waiting[i]);
      if (waiting.size() > kMostClients)
        line("and " + counted(waiting.size() - kMostClients, "more client") + " likewise");
    }
    for (std::size_t i = 0; i < kept.size() && i < kMostClients; ++i) line(kept[i]);
  }

  void tell_children() {
    std::vector<const SeenProcess*> running;
    std::vector<const SeenProcess*> uncollected;
    for (auto process = scene_.processes.begin() + 1; process != scene_.processes.end(); ++process)
      if (process->state != 0) (has_ended(*process) ? uncollected : running).push_back(&*process);
    for (std::size_t i = 0; i < running.size() && i < kMostChildren; ++i) {
      const SeenProcess& child = *running[i];
      if (child.threads.empty()) continue;
      const std::string which = child.parent == at_.pid
                                    ? "its child (process " + child.name + ")"
                                    : "a child of a child (process " + child.name + ")";
      line(which + " is still running: it " + doing(child, child.threads.front()));
    }
    if (running.size() > kMostChildren)
      line("and " + counted(running.size() - kMostChildren, "more child process"));
    if (uncollected.empty()) return;
    note(Symptom::children_left);
    if (uncollected.size() == 1)
      line("its child (process " + uncollected.front()->name + ") has ended, but " + at_.name +
           " has not collected it");
    else
      line(std::to_string(uncollected.size()) + " of its children have ended, but " + at_.name +
           " has not collected them");
  }

  LookAt at_;
  CpuSample now_;
  Scene scene_;
  Activity told_;
  bool blind_ = false;
  std::string denied_;
};

}  // namespace

const TcpSocket* socket_of(const Scene& scene, std::uint64_t inode) {
  const auto found = std::find_if(scene.sockets.begin(), scene.sockets.end(),
                                  [&](const TcpSocket& one) { return one.inode == inode; });
  return inode == 0 || found == scene.sockets.end() ? nullptr : &*found;
}

std::string client_name(const Scene& scene, const TcpSocket& server_side) {
  for (const KnownClient& client : scene.asked->clients)
    if (client.local_port == server_side.remote_port &&
        client.remote_port == server_side.local_port)
      return client.lane == "client" ? "the client" : client.lane;
  return "a client";
}

std::string counted(std::size_t count, const std::string& thing) {
  const char* plural = thing.ends_with('s') ? "es" : "s";
  return std::to_string(count) + " " + thing + (count == 1 ? "" : plural);
}

Activity activity(const LookAt& at) { return Teller(at).tell(); }

Activity activity_of_children_left(const std::vector<pid_t>& pids) {
  Activity all;
  for (const pid_t pid : pids) {
    Activity one = Teller({.pid = pid}).tell_child_left();
    for (std::string& line : one.lines)
      if (all.lines.size() < kMostChildren) all.lines.push_back(std::move(line));
    for (const Symptom symptom : one.symptoms)
      if (std::find(all.symptoms.begin(), all.symptoms.end(), symptom) == all.symptoms.end())
        all.symptoms.push_back(symptom);
  }
  return all;
}

}  // namespace pipette
