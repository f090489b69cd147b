package dev.heed.security;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class ProblemsTest {

    private static final String PLANTED = "planted-7f3a";

    private final MockMvc web = MockMvcBuilders.standaloneSetup(new Example()).setControllerAdvice(new Problems()).build();

    @Test
    void answersEveryMistakeWithAProblemThatQuotesNothing() throws Exception {
        answers(get("/example").param("number", PLANTED), 400);
        answers(get("/example"), 400);
        answers(post("/example").contentType(MediaType.APPLICATION_JSON).content("{\"" + PLANTED), 400);
        answers(post("/example").contentType(MediaType.TEXT_PLAIN).content(PLANTED), 415);
        answers(delete("/example"), 405);
        answers(get("/broken"), 500);
    }

    @Test
    void keepsWhatAControllerSaysOnPurpose() throws Exception {
        web.perform(get("/said")).andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value("Nobody is known by that address."))
                .andExpect(jsonPath("$.hint").value("Try the telephone number."))
                .andExpect(jsonPath("$.instance", startsWith("urn:uuid:")));
    }

    private void answers(RequestBuilder request, int status) throws Exception {
        web.perform(request).andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.status").value(status))
                .andExpect(content().string(allOf(not(containsString(PLANTED)), not(containsString("xception")), not(containsString("/example")))));
    }

    record Body(int number) {
    }

    @RestController
    static class Example {

        @GetMapping("/example")
        int number(@RequestParam int number) {
            return number;
        }

        @PostMapping(path = "/example", consumes = MediaType.APPLICATION_JSON_VALUE)
        int body(@RequestBody Body body) {
            return body.number();
        }

        @GetMapping("/broken")
        int broken() {
            throw new IllegalStateException(PLANTED);
        }

        @GetMapping("/said")
        int said() {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "Nobody is known by that address.");
            problem.setProperty("hint", "Try the telephone number.");
            throw new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
        }
    }
}
