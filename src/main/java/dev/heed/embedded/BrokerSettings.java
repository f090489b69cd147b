package dev.heed.embedded;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedded broker. It is used unless {@code spring.artemis.broker-url} names one of others.
 *
 * @param maxDeliveryAttempts how often a message is handed out and handed back before it lies in {@code heed.dead}, where a person sees it.
 *                            High, because a database that is away must not fill that queue; finite, because one message must not hold up all
 * @param addressMaxBytes     what an address holds in memory before it pages to disk
 */
@ConfigurationProperties("heed.broker")
record BrokerSettings(@DefaultValue("100") int maxDeliveryAttempts, @DefaultValue("67108864") long addressMaxBytes) {
}
