// The backends that this machine offers, for tests that run under each of them.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <iostream>
#include <vector>

#include "engine/private_network.hpp"
#include "engine/sandbox.hpp"

namespace pipette {

/// Weakest first. Says so where there are no namespaces: then half of these tests are missing.
inline std::vector<Backend> backends() {
  std::cout << std::flush;
  const pid_t pid = fork();
  if (pid == 0) _exit(enter_private_network().empty() ? 0 : 1);
  int status = 0;
  waitpid(pid, &status, 0);
  if (status == 0) return {Backend::process, Backend::direct};
  std::cout << "LEFT OUT: Backend::direct, because this machine refuses namespaces\n";
  return {Backend::process};
}

}  // namespace pipette
