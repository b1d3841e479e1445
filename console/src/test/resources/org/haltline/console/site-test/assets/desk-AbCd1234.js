function desk() {} desk();
