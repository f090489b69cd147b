package dev.heed.session;

import java.io.IOException;

/** A system did not let us in. It is tried again, and seen meanwhile. */
public final class SignInRefused extends IOException {

    SignInRefused(String sentence) {
        super(sentence);
    }
}
