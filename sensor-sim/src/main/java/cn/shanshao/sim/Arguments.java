package cn.shanshao.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of a command line: options with and without values, in the order given, and what stands by itself. */
public record Arguments(List<String> words, Map<String, List<String>> options, List<Option> ordered) {
    public record Option(String name, String value) {}

    /**
     * Sorts the words of a command line.
     *
     * @param valued options that take a value, with their dashes
     * @param flags options that take none
     * @throws Usage for an option that is neither, or lacks its value
     */
    public static Arguments parse(List<String> args, Set<String> valued, Set<String> flags) {
        var words = new ArrayList<String>();
        var ordered = new ArrayList<Option>();
        for (var i = 0; i < args.size(); i++) {
            var arg = args.get(i);
            if (!arg.startsWith("--")) {
                words.add(arg);
            } else if (flags.contains(arg)) {
                ordered.add(new Option(arg, ""));
            } else if (!valued.contains(arg)) {
                throw new Usage("unknown option %s; known are %s %s".formatted(arg, sorted(valued), sorted(flags)));
            } else if (++i == args.size()) {
                throw new Usage(arg + " needs a value");
            } else {
                ordered.add(new Option(arg, args.get(i)));
            }
        }
        var options = new LinkedHashMap<String, List<String>>();
        ordered.forEach(option -> options.computeIfAbsent(option.name(), none -> new ArrayList<>())
                .add(option.value()));
        return new Arguments(words, options, ordered);
    }

    private static String sorted(Set<String> names) {
        return String.join(" ", new java.util.TreeSet<>(names));
    }

    public boolean has(String option) {
        return options.containsKey(option);
    }

    /** The last value of an option. */
    public Optional<String> value(String option) {
        var values = options.getOrDefault(option, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** A number of at least {@code min}. */
    public double number(String option, double otherwise, double min) {
        var value = value(option);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            var number = Double.parseDouble(value.get());
            if (number >= min && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with the rule
        }
        throw new Usage("%s must be a number of at least %s, was %s".formatted(option, min, value.get()));
    }
}
