package dev.heed.system;

import java.time.Duration;
import java.util.Map;

/**
 * How to sign in to a system over HTTP.
 *
 * @param basic   user and password of HTTP Basic; with a {@code url}, for the call of that address too
 * @param url     where a token is fetched, or the base address is asked for; null for neither
 * @param form    what is posted there; empty to GET it
 * @param refresh what is posted there instead, with the token at hand in {@code Authorization}, once that has lasted; empty to sign in anew
 * @param token   where in the answer the token stands, null if there is none
 * @param scheme  word before the token in {@code Authorization}, empty for none
 * @param base    where in the answer the base address of all further calls stands, null if it does not
 * @param expires where in the answer the token's life in seconds stands, null if it does not
 * @param lasts   how long to use it otherwise
 */
public record Login(Basic basic, String url, Map<String, String> form, Map<String, String> refresh, String token, String scheme, String base, String expires,
                    Duration lasts) {

    public record Basic(String user, String password) {

        @Override
        public String toString() {
            return "Basic[…]";
        }
    }

    /** Holds secrets, and says none. */
    @Override
    public String toString() {
        return "Login[" + (url == null ? "basic" : url) + "]";
    }
}
