package dev.heed.benchmark;

import dev.heed.HeedApplication;
import org.springframework.boot.SpringApplication;

/** Heed with a watch in every step. It is somewhat slower so, and stands in no comparison. */
final class HeedWithStepTimes {

    private HeedWithStepTimes() {
    }

    public static void main(String[] arguments) {
        SpringApplication.run(new Class<?>[] {HeedApplication.class, StepTimes.class}, arguments);
    }
}
