"""Models, and what is put around them.

Each is an `LLM`, does one thing, and knows only the `LLM` inside it:

    Remembering(            a question asked before is answered from the store, and pays nothing
        Retrying(           what is worth trying again is tried again, after a wait
            Validating(     what is not of the form asked for is no reply
                Counting(   every reply paid for is in the ledger, and none is bought past the ceiling
                    OpenAIModel(…)))))

Read from the inside out: a reply is paid for, then judged, then perhaps asked for again, and kept only if it is good.
Good means in form: what it says is for the check to judge, and what that rejects is forgotten again.
A limit on the rate of calls belongs between `Validating` and `Counting`, so that retries pass through it as well; a
second model to fall back on, between `Remembering` and `Retrying`, with the stack below it once for each model.
"""
