// Boost.Process v2. With std::filesystem, the headers of 1.81 forget three includes of their own.
#pragma once

#include <boost/optional.hpp>
#include <boost/type_traits/decay.hpp>
#include <boost/type_traits/is_convertible.hpp>
// The three above must come first.
#include <boost/process/v2/process.hpp>
