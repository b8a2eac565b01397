// Whole files, read and written.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace pipette {

/// All bytes of a file of ours, or nothing where it cannot be read.
[[nodiscard]] std::string readable_contents(const std::filesystem::path& file);

/// Writes beside the file's place and then moves it there, so that nobody ever reads half a file;
/// makes its folders. Throws UsageError where that cannot be done.
void replace_file(const std::filesystem::path& file, std::string_view text);

}  // namespace pipette
