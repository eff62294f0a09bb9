"""Chats as people have them: tapped and typed, in both languages."""

from tests.end_to_end.conftest import Stage


async def test_a_cramp_is_checked_by_tapping(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        ana.send("/start")
        await ana.hears("Leg cramp, or something more?")
        for question, tap in [
            ("Agree and start", "Agree and start"),
            ("things that cannot wait", "None of these"),
            ("Who is this check for", "Me, and I'm 18 or over"),
            ("How long has it lasted", "10 minutes or less, once, and gone now"),
            ("Is anything swollen", "No, no swelling"),
            ("changed about the skin", "Nothing has changed"),
            ("Where is it worst", "Calf"),
            ("answer to movement", "Stretching eased it"),
            ("Do any of these apply to you", "None of these"),
        ]:
            await ana.hears(lambda m, q=question: q in m.text or q in m.labels and not m.deleted)
            ana.tap(tap)
        ending = await ana.hears("You can look after this yourself")
        assert "cannot rule out a clot" in ending.text
        await stage.sandbox.quiet()
        assert not [call for call in stage.sandbox.calls if call.code not in (None, 200)]
