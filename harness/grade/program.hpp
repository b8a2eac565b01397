// Finding commands, and the value of --program, read as a shell would read it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pipette {

/// The absolute path of a command as a shell would find it, in PATH or by its own path; empty when
/// there is none that can be run.
[[nodiscard]] std::string find_command(const std::string& name);

/// The words of `text`: blanks separate, quotes ('...' and "...") and backslashes keep together.
/// The first word becomes an absolute path (found in PATH as a shell would), and so does every
/// other word that names a file in the current folder, because the program runs in a folder of its
/// own. Throws UsageError when there is no such program or a quote is not closed.
[[nodiscard]] std::vector<std::string> program_command(std::string_view text);

}  // namespace pipette
