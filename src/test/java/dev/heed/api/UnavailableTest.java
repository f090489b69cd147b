package dev.heed.api;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

class UnavailableTest {

    private final MockMvc web = MockMvcBuilders.standaloneSetup(new Example()).setControllerAdvice(new Unavailable()).build();

    @ParameterizedTest
    @ValueSource(strings = {"away", "full", "busy"})
    void isASentenceForLaterAndNoFaultOfTheRequest(String why) throws Exception {
        web.perform(get("/example/" + why)).andExpect(status().isServiceUnavailable()).andExpect(header().string("Retry-After", "5"))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON)).andExpect(content().string(not(containsString("planted"))));
    }

    @RestController
    static class Example {

        @GetMapping("/example/{why}")
        String fail(@PathVariable String why) {
            throw Map.of("away", new DataAccessResourceFailureException("planted"), "full", new CannotCreateTransactionException("planted"),
                    "busy", new CannotAcquireLockException("planted")).get(why);
        }
    }
}
