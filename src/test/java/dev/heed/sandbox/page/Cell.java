package dev.heed.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What one system holds of one customer.
 *
 * @param holds native fields, JSON null where the system does not know the customer
 * @param at    when it was seen so, at most a tenth of a second after it became so
 */
record Cell(String system, String email, JsonNode holds, Instant at) {
}
