// Characters that cannot be seen, or that look like others: nobody finds them by looking.
#pragma once

#include <string>
#include <string_view>

namespace pipette {

/// What the character at the start of `text` is called, when it cannot be seen or looks like
/// another one: "a no-break space", "a tab"; empty for all others, and for no text.
[[nodiscard]] std::string_view character_name(std::string_view text);

/// The text (UTF-8) with plain characters in place of those that look like them; what cannot be
/// seen and takes no room is left out.
[[nodiscard]] std::string without_look_alikes(std::string_view text);

}  // namespace pipette
