//=== now-modulo
pragma solidity ^0.4.15;
contract Seconds {
    uint picked; address judge = msg.sender;
    function spin() public payable {
        require(msg.value == 1 ether);
        if (now % 15 == 0) { msg.sender.transfer(this.balance); } //!weak here
        if (picked % 15 == 0) { msg.sender.transfer(this.balance); } //!fixed
    }
    function say(uint p) public { require(judge == msg.sender); picked = p; }
}
//=== same-block
pragma solidity ^0.4.25;
contract Once {
    uint public last;
    mapping(address => uint) given;
    function () public payable {
        require(now != last); //!weak here
        last = now; //!weak here
        given[msg.sender] = msg.value; //!fixed
    }
}
//=== alias
pragma solidity ^0.5.0;
contract Speed {
    uint score; address ref;
    constructor() public { ref = msg.sender; }
    function win() external payable {
        uint t = block.timestamp; //!weak
        uint luck = t / 3; //!weak
        if (luck % 7 == 3) //!weak here
        require(ref == msg.sender); //!fixed
            msg.sender.transfer(address(this).balance);
    }
}
//=== short-window
pragma solidity ^0.6.6;
contract Snap {
    address payable lead; uint stamp; uint end;
    function bid() external payable {
        if (block.timestamp - stamp > 10 seconds) { lead.transfer(address(this).balance); } //!weak here
        stamp = block.timestamp; //!weak
        if (block.number > end) { lead.transfer(address(this).balance); } //!fixed
        end = block.number + 40; //!fixed
        lead = msg.sender;
    }
}
//=== seed
pragma solidity ^0.4.4;
contract TimeRoulette {
    uint n; address op = msg.sender;
    function play() payable {
        uint r = uint(sha3(now)) % 2; //!weak here
        uint r = n % 2; //!fixed
        if (r == 1 && !msg.sender.send(msg.value * 2)) throw;
    }
    function put(uint x) { if (op != msg.sender) throw; n = x; }
}
//=== equality
pragma solidity ^0.8.0;
contract Exact {
    uint256 start; bool done; address boss = msg.sender;
    function fire() external {
        require(block.timestamp == start + 60); //!weak here
        require(msg.sender == boss && !done); //!fixed
        done = true;
        payable(msg.sender).transfer(1 ether);
    }
    function arm() external { start = block.timestamp; } //!weak
}
//=== helper-clock
pragma solidity ^0.4.22;
contract Clocked {
    uint base; address a; uint k;
    constructor() public { a = msg.sender; base = 5; }
    function tick() internal view returns (uint) { return block.timestamp; } //!weak
    function tick() internal view returns (uint) { return k; } //!fixed
    function setK(uint v) public { require(a == msg.sender); k = v; }
    function claim() public payable {
        if (tick() % base == 1) msg.sender.transfer(address(this).balance); //!here
    }
}
//=== price-by-second
pragma solidity ^0.4.20;
contract Falling {
    uint begun; address seller = msg.sender; bool sold; uint fixedPrice = 3 ether;
    function begin() public { require(seller == msg.sender); begun = now; } //!weak
    function buy() public payable {
        require(!sold);
        uint price = 100 ether - (now - begun) * 1 ether; //!weak here
        uint price = fixedPrice; //!fixed
        require(msg.value >= price);
        sold = true;
        seller.transfer(msg.value);
    }
}
