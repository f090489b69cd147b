package dev.heed.policy;

import java.time.Duration;

/**
 * What of the resolution is a matter of choice. The laws are not: they are in {@link Resolver}.
 *
 * @param concurrencyWindow statements of different sources made closer together than this count as made at once
 * @param clockSkew         how far a source's clock may be off, either way
 * @param repairs           how many times a system that undoes our writes is written again before it is parked
 */
public record Policy(Duration concurrencyWindow, Duration clockSkew, int repairs) {
}
