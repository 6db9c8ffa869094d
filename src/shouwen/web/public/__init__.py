"""Pages for everybody: services, following a case, checking a paper, the regulation.

They set no cookie and know no session. Their two forms only ask, so nothing can be forged through
them and they carry no token against it."""
