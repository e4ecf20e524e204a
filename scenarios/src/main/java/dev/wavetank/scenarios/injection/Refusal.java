package dev.wavetank.scenarios.injection;

/// Why a fault cannot begin, in one sentence for the author of the scenario; the [Injector] hands
/// it to [Victims#refused].
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
